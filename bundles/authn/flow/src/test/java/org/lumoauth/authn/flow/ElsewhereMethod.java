package org.lumoauth.authn.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;

/** Sends the browser to another provider, which says who it is. */
final class ElsewhereMethod implements AuthenticationMethod {

  /** Whether the provider answers nothing. */
  boolean silent;

  @Override
  public Set<String> amr() {
    return Set.of("swk");
  }

  @Override
  public boolean available(TenantContext tenant, Optional<SubjectRef> subject) {
    return false;
  }

  @Override
  public List<Way> ways(TenantContext tenant) {
    return List.of(new Way("contoso", Optional.of("Contoso"), Optional.of("building")));
  }

  @Override
  public Step begin(TenantContext tenant, Attempt attempt) {
    var way = attempt.state().get(WAY);
    if (silent) {
      return new Step.Unavailable();
    }
    return new Step.Redirect("https://" + way + ".example/authorize", Map.of("nonce", "n"));
  }

  @Override
  public Step proceed(TenantContext tenant, Attempt attempt, Map<String, String> input) {
    if (silent) {
      return new Step.Unavailable();
    }
    boolean right =
        input.equals(Map.of(ANSWER, "right")) && "n".equals(attempt.state().get("nonce"));
    return right ? new Step.Success(Builders.aUserRef()) : new Step.Failure("wrong");
  }
}
