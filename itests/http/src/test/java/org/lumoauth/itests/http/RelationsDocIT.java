package org.lumoauth.itests.http;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the examples about relations. */
@ExtendWith(Shared.class)
class RelationsDocIT {

  @Test
  void theExamplesWorkAsTheyAreWritten(Server server) throws IOException {
    Tenant tenant = Tenant.create(server);

    DocExamples.run(
        "integrators/relations.md", Map.of("API", tenant.admin().base(), "ADMIN", tenant.key()));
  }
}
