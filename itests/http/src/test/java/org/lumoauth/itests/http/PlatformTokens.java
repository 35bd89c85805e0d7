package org.lumoauth.itests.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the platforms put into the tokens of one workload, and a rule that trusts it.
 *
 * @param provider the provider's name
 * @param trust the rule without its issuer
 * @param claims what the token says beside what every token says
 * @param others claims that make it another workload's, by what is different
 */
record PlatformTokens(
    String provider,
    Map<String, Object> trust,
    Map<String, Object> claims,
    Map<String, Map<String, Object>> others) {

  private static final String DIRECTORY = "72f988bf-86f1-41af-91ab-2d7cd011db47";
  private static final String STRANGER = "00000000-aaaa-bbbb-cccc-dddddddddddd";

  static final List<PlatformTokens> ALL =
      List.of(kubernetes(), github(), gcp(), azure(), awsRole());

  private static PlatformTokens kubernetes() {
    return new PlatformTokens(
        "kubernetes",
        Map.of("namespace", "prod", "serviceAccount", "reporter"),
        Map.of(
            "sub", "system:serviceaccount:prod:reporter", "kubernetes.io", pod("prod", "reporter")),
        Map.of(
            "another namespace",
            Map.of(
                "sub",
                "system:serviceaccount:stage:reporter",
                "kubernetes.io",
                pod("stage", "reporter")),
            "another account",
            Map.of(
                "sub",
                "system:serviceaccount:prod:default",
                "kubernetes.io",
                pod("prod", "default")),
            "another namespace in the claims alone",
            Map.of("kubernetes.io", pod("stage", "reporter")),
            "another account in the subject alone",
            Map.of("sub", "system:serviceaccount:kube-system:admin")));
  }

  private static Map<String, Object> pod(String namespace, String account) {
    return Map.of(
        "namespace", namespace,
        "node", Map.of("name", "node-1", "uid", "5a5d8d5e-1f7a-4a35-9d5c-0d0a8a4ce0aa"),
        "pod", Map.of("name", "report-1", "uid", "d3f0c8a2-1b7e-4f35-9d5c-000000000001"),
        "serviceaccount", Map.of("name", account, "uid", "11111111-2222-3333-4444-555555555555"),
        "warnafter", 1_900_000_000L);
  }

  private static PlatformTokens github() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "repo:acme/agents:environment:prod");
    claims.put("repository", "acme/agents");
    claims.put("repository_id", "74");
    claims.put("repository_owner", "acme");
    claims.put("repository_owner_id", "65");
    claims.put("repository_visibility", "private");
    claims.put("ref", "refs/heads/main");
    claims.put("ref_type", "branch");
    claims.put("environment", "prod");
    claims.put("sha", "7fd1a60b01f91b314f59955a4e4d4e80d8edf11d");
    claims.put("actor", "octocat");
    claims.put("event_name", "schedule");
    claims.put("run_id", "30433642");
    claims.put("workflow", "nightly");
    claims.put("job_workflow_ref", "acme/agents/.github/workflows/nightly.yml@refs/heads/main");
    return new PlatformTokens(
        "github",
        Map.of("repositoryId", "74", "ref", "refs/heads/main", "environment", "prod"),
        claims,
        Map.of(
            "a repository of the same name", Map.of("repository_id", "75"),
            "another branch", Map.of("ref", "refs/heads/feature"),
            "another environment", Map.of("environment", "stage"),
            "a pull request", Map.of("event_name", "pull_request_target")));
  }

  private static PlatformTokens gcp() {
    return new PlatformTokens(
        "gcp",
        Map.of("serviceAccount", "reporter@acme.iam.gserviceaccount.com", "project", "acme-prod"),
        Map.of(
            "sub", "107517467455664443765",
            "azp", "107517467455664443765",
            "email", "reporter@acme.iam.gserviceaccount.com",
            "email_verified", true,
            "google", machine("acme-prod")),
        Map.of(
            "another account", Map.of("email", "other@acme.iam.gserviceaccount.com"),
            "another project", Map.of("google", machine("acme-stage")),
            "an address that was not proven", Map.of("email_verified", false)));
  }

  private static Map<String, Object> machine(String project) {
    return Map.of(
        "compute_engine",
        Map.of(
            "project_id", project,
            "project_number", 739_419_398_126L,
            "zone", "us-west1-a",
            "instance_id", "152986662232938449",
            "instance_name", "report-1"));
  }

  private static PlatformTokens azure() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "c5d6e7f8-1111-2222-3333-444455556666");
    claims.put("oid", "c5d6e7f8-1111-2222-3333-444455556666");
    claims.put("tid", DIRECTORY);
    claims.put("appid", "b0a1b2c3-1111-2222-3333-444455556666");
    claims.put("appidacr", "2");
    claims.put("idtyp", "app");
    claims.put("uti", "abcdefghijk");
    claims.put("ver", "1.0");
    return new PlatformTokens(
        "azure",
        Map.of("tenantId", DIRECTORY, "clientId", "b0a1b2c3-1111-2222-3333-444455556666"),
        claims,
        Map.of(
            "another directory", Map.of("tid", STRANGER),
            "another identity", Map.of("appid", STRANGER),
            "a person", Map.of("scp", "user_impersonation"),
            "a person's object", Map.of("oid", STRANGER)));
  }

  private static PlatformTokens awsRole() {
    return new PlatformTokens(
        "aws",
        Map.of("roleArns", List.of(Sts.ROLE), "regions", List.of("eu-central-1")),
        Map.of("sub", Sts.ROLE, "https://sts.amazonaws.com/", account("eu-central-1")),
        Map.of(
            "another role", Map.of("sub", Sts.ROLE + "2"),
            "another account", Map.of("sub", Sts.ROLE.replace("1234", "4321")),
            "another region", Map.of("https://sts.amazonaws.com/", account("us-east-1"))));
  }

  private static Map<String, Object> account(String region) {
    return Map.of("aws_account", "123456789012", "source_region", region);
  }

  /** An agent that such a workload of the platform is. */
  Workload trusting(Tenant tenant, Platform platform) {
    Map<String, Object> rule = new LinkedHashMap<>(trust);
    rule.put("issuer", platform.issuer());
    Workload agent = Workload.register(tenant, Map.of());
    agent.trust(provider, rule);
    return agent;
  }

  /** All that the platform says of it. */
  Map<String, Object> claims(Tenant tenant, Platform platform) {
    Map<String, Object> all = platform.claims(tenant.admin().base());
    all.putAll(claims);
    return all;
  }

  @Override
  public String toString() {
    return provider;
  }
}
