package org.lumoauth.itests.http;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant with one agent that its platform attests, for each test. */
@ExtendWith(Shared.class)
abstract class WorkloadCase {
  static Server server;
  static Site site;
  Tenant tenant;
  Platform platform;
  AttestedJob job;
  Workload agent;

  @BeforeAll
  static void start(Server shared, Site sharedSite) {
    server = shared;
    site = sharedSite;
  }

  @BeforeEach
  void register() throws IOException {
    tenant = Tenant.create(server);
    platform = new Platform(site);
    agent = Workload.register(tenant, Map.of());
    job = new AttestedJob(tenant, platform);
  }
}
