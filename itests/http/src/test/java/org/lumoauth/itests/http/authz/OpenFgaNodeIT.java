package org.lumoauth.itests.http.authz;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.NodeScripts;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** OpenFGA's client for JavaScript, unmodified, through every operation that it has. */
@ExtendWith(Shared.class)
class OpenFgaNodeIT {

  @TestFactory
  Stream<DynamicTest> walksThroughTheApi(Server server) throws IOException {
    NodeScripts scripts = NodeScripts.orSkip("openfga", List.of());
    Tenant tenant = Tenant.create(server);
    return scripts.run("walk.mjs", List.of(OpenFgaClients.url(tenant), tenant.key()));
  }
}
