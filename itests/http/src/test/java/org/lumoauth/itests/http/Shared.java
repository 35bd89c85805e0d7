package org.lumoauth.itests.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One running server for all test classes that ask for one as a parameter: each makes tenants of
 * its own. The server may ask the {@link Site}, which stands for those of relying parties.
 */
final class Shared extends SharedServer {

  /** The operator's page for developers. */
  static final String DOCUMENTATION = "https://developers.example.com/sign-in";

  @Override
  Running start() throws IOException, GeneralSecurityException {
    Site site = new Site();
    Map<String, String> environment = new HashMap<>(Server.AS_SHIPPED);
    environment.put("JAVA_TOOL_OPTIONS", site.trustOptions());
    Server server =
        Server.start(
            environment,
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
    return new Running(server, Optional.of(site));
  }
}
