/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** An authentication method that is available to one user. */
public record SingleUserMethod(String userId) implements AuthenticationMethod {

  @Override
  public Set<String> amr() {
    return Set.of("pwd");
  }

  @Override
  public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
    return subject.map(who -> who.id().equals(userId)).orElse(true);
  }

  @Override
  public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
    return new AuthenticationStep.FailureStep("wrong");
  }

  @Override
  public AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
    return new AuthenticationStep.FailureStep("wrong");
  }
}
