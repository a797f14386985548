// Whatever this process listens on, it listens on the loopback address only.
const net = require("net");
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  const [first, ...others] = args;
  if (typeof first === "number" || (typeof first === "string" && /^\d+$/.test(first))) {
    return listen.call(this, Number(first), "127.0.0.1", ...others.filter((one) => typeof one !== "string"));
  }
  if (first && typeof first === "object" && "port" in first) {
    return listen.call(this, { ...first, host: "127.0.0.1" }, ...others);
  }
  return listen.apply(this, args);
};
