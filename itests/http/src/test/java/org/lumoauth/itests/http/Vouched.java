package org.lumoauth.itests.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lumoauth.testkit.builder.TestJwtSigner;

/**
 * A workload that is trusted, and what vouches for it anew each time.
 *
 * @param bundle the folder below {@code bundles} of the module that reads it
 */
record Vouched(String bundle, Workload agent, Supplier<String> attestation) {

  /** Of one key: servers keep what they were shown. */
  private static final Spire SPIRE = new Spire(TestJwtSigner.es256("svid-1"));

  /** One of each kind, at a server that knows the trust domain {@code one.example} of the site. */
  static List<Vouched> all(Tenant tenant, Site site) {
    List<Vouched> all = new ArrayList<>();
    PlatformTokens.ALL.forEach(tokens -> all.add(of(tokens, tenant, new Platform(site))));
    all.add(job(tenant, new Platform(site)));
    all.add(spiffe(tenant, site));
    return all;
  }

  private static Vouched of(PlatformTokens tokens, Tenant tenant, Platform platform) {
    return new Vouched(
        "agents/workload-" + tokens.provider(),
        tokens.trusting(tenant, platform),
        () -> platform.sign(tokens.claims(tenant, platform)));
  }

  private static Vouched job(Tenant tenant, Platform platform) {
    var job = new AttestedJob(tenant, platform);
    Workload agent = Workload.register(tenant, Map.of());
    agent.trust("oidc", job.trust());
    return new Vouched("agents/workload-oidc", agent, () -> job.sign("job-7"));
  }

  private static Vouched spiffe(Tenant tenant, Site site) {
    site.show(Spire.BUNDLE, SPIRE.bundle());
    Workload agent = Workload.register(tenant, Map.of());
    agent.trust("spiffe", Map.of("spiffeIds", List.of(Spire.ID)));
    return new Vouched("agents/workload-spiffe", agent, () -> SPIRE.svid(tenant, Map.of()));
  }

  Api.Answer attest() {
    return agent.attest(attestation.get());
  }
}
