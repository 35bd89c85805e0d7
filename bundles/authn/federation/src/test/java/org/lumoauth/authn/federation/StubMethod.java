package org.lumoauth.authn.federation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** Another method, by which one user can sign in. */
public record StubMethod(String userId) implements AuthenticationMethod {

  @Override
  public Set<String> amr() {
    return Set.of("pwd");
  }

  @Override
  public boolean available(TenantContext tenant, Optional<SubjectRef> subject) {
    return subject.map(who -> who.id().equals(userId)).orElse(true);
  }

  @Override
  public Step begin(TenantContext tenant, Attempt attempt) {
    return new Step.Failure("wrong");
  }

  @Override
  public Step proceed(TenantContext tenant, Attempt attempt, Map<String, String> input) {
    return new Step.Failure("wrong");
  }
}
