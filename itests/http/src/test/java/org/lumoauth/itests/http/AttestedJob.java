package org.lumoauth.itests.http;

import static org.lumoauth.itests.http.Workload.READ;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The job {@code job-7} of a platform, and others beside it, as the platform attests them. */
record AttestedJob(Tenant tenant, Platform platform) {

  /** Trust in the job, of a rule of the provider {@code oidc}. */
  Map<String, Object> trust() {
    return new TreeMap<>(Map.of("issuer", platform.issuer(), "subjects", List.of("job-7")));
  }

  /** What the platform says of a job. */
  Map<String, Object> claims(String subject) {
    Map<String, Object> claims = platform.claims(tenant.admin().base());
    claims.put("sub", subject);
    return claims;
  }

  /** The same in a token. */
  String sign(String subject) {
    return platform.sign(claims(subject));
  }

  /** Makes a blueprint for such agents, and returns its id. */
  String blueprint() {
    return tenant
        .admin()
        .post("/admin/agents/blueprints", Map.of("name", "Job", "capabilities", List.of(READ)))
        .expect(201)
        .data()
        .path("id")
        .asText();
  }
}
