/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.util.List;
import java.util.Map;

/**
 * One server for the test classes that stop or kill it, and start it again: each of its tests finds
 * it running, and leaves it so. It may ask the {@link StubSite}.
 */
public final class RestartServerExtension extends SharedServerExtension {

  /** Where it sends mail; whoever wants to have it listens there. */
  public static final int MAIL_PORT = TestServer.freePort();

  @Override
  public List<AutoCloseable> start() throws Exception {
    StubSite site = new StubSite();
    TestServer server =
        TestServer.start(
            Map.of("JAVA_TOOL_OPTIONS", site.trustOptions()),
            Map.of(
                "org.lumoauth.messages.mail.cfg",
                "host = 127.0.0.1\nsecurity = none\nport = " + MAIL_PORT + "\n",
                "org.lumoauth.platform.outbound.cfg",
                "allowedNetworks = 127.0.0.1/32, ::1\nmaxConcurrent = 50\n",
                "org.lumoauth.agents.workload.spiffe.cfg",
                SpiffeTrustDomain.config(site)));
    return List.of(site, server);
  }
}
