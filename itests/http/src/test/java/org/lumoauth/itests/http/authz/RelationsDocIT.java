package org.lumoauth.itests.http.authz;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DocExamples;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Tenant;

/** Runs the examples about relations. */
@ExtendWith(Shared.class)
class RelationsDocIT {

  @Test
  void theExamplesWorkAsTheyAreWritten(Server server) throws IOException {
    Tenant tenant = Tenant.create(server);

    DocExamples.run(
        "how-to/store-and-query-relations.md",
        Map.of("API", tenant.admin().base(), "ADMIN", tenant.key()));
  }
}
