package org.lumoauth.itests.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * One server for the test classes that stop or kill it, and start it again: each of its tests finds
 * it running, and leaves it so.
 */
final class SharedForRestarts extends SharedServer {

  /** Where it sends mail; whoever wants to have it listens there. */
  static final int MAIL_PORT = Server.freePort();

  @Override
  Running start() throws IOException {
    Server server =
        Server.startWith(
            Map.of(
                "org.lumoauth.messages.mail.cfg",
                "host = 127.0.0.1\nsecurity = none\nport = " + MAIL_PORT + "\n",
                "org.lumoauth.platform.outbound.cfg",
                "allowedNetworks = 127.0.0.1/32\nmaxConcurrent = 50\n"));
    return new Running(server, Optional.empty());
  }
}
