/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.util.List;
import java.util.Map;

/**
 * One running server for all test classes that ask for one as a parameter: each makes tenants of
 * its own. The server may ask the {@link StubSite}, which stands for those of relying parties.
 */
public final class DefaultServerExtension extends SharedServerExtension {

  /** The operator's page for developers. */
  public static final String DOCUMENTATION = "https://developers.example.com/sign-in";

  @Override
  public List<AutoCloseable> start() throws Exception {
    StubSite site = new StubSite();
    TestServer server =
        TestServer.start(
            Map.of("JAVA_TOOL_OPTIONS", site.trustOptions()),
            Map.of(
                "org.lumoauth.platform.outbound.cfg",
                "allowedNetworks = 127.0.0.1/32, ::1\nmaxConcurrent = 50\n",
                "org.lumoauth.oauth.server.cfg",
                "serviceDocumentation = " + DOCUMENTATION + "\n",
                "org.lumoauth.agents.workload.spiffe.cfg",
                "bundles = one.example=%s, two.example=%s, kinds.example=%s\n"
                    .formatted(
                        site.address("/spiffe/one.json"),
                        site.address("/spiffe/two.json"),
                        site.address("/spiffe/kinds.json")),
                "org.lumoauth.agents.workload.aws.cfg",
                "stsEndpoints = " + site.address("") + "\n"));
    return List.of(site, server);
  }
}
