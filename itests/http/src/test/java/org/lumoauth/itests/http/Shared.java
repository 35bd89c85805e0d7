package org.lumoauth.itests.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running server for all test classes that ask for one as a parameter: each makes tenants of
 * its own. The server may ask the {@link Site}, which stands for those of relying parties.
 */
final class Shared implements ParameterResolver {

  /** The operator's page for developers. */
  static final String DOCUMENTATION = "https://developers.example.com/sign-in";

  /** The server and the site, as long as tests run. */
  static final class Running implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Site site;
    private final Server server;

    Running() throws IOException, GeneralSecurityException {
      site = new Site();
      Map<String, String> environment = new HashMap<>(Server.AS_SHIPPED);
      environment.put("JAVA_TOOL_OPTIONS", site.trustOptions());
      server =
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
    }

    @Override
    public void close() throws IOException {
      server.close();
      site.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Server.class || type == Site.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(Namespace.create(Shared.class))
            .getOrComputeIfAbsent(Running.class, unused -> start(), Running.class);
    return parameter.getParameter().getType() == Site.class ? running.site : running.server;
  }

  private static Running start() {
    try {
      return new Running();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
