/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;

/** Builds the requirement of a sign-in. */
public final class TestRequirementBuilder {
  private Optional<Instant> notBefore = Optional.empty();
  private final List<String> acrValues = new ArrayList<>();
  private boolean essential;
  private Optional<SubjectRef> subject = Optional.empty();
  private Optional<String> loginHint = Optional.empty();
  private boolean chooseAccount;
  private boolean create;
  private Optional<String> uiLocales = Optional.empty();
  private Optional<String> client = Optional.empty();

  TestRequirementBuilder notBefore(Instant earliest) {
    notBefore = Optional.of(earliest);
    return this;
  }

  TestRequirementBuilder acr(String value) {
    acrValues.add(value);
    return this;
  }

  TestRequirementBuilder essential() {
    essential = true;
    return this;
  }

  TestRequirementBuilder subject(SubjectRef only) {
    subject = Optional.of(only);
    return this;
  }

  public TestRequirementBuilder loginHint(String hint) {
    loginHint = Optional.of(hint);
    return this;
  }

  TestRequirementBuilder chooseAccount() {
    chooseAccount = true;
    return this;
  }

  public TestRequirementBuilder create() {
    create = true;
    return this;
  }

  public TestRequirementBuilder client(String id) {
    client = Optional.of(id);
    return this;
  }

  public TestRequirementBuilder uiLocales(String tags) {
    uiLocales = Optional.of(tags);
    return this;
  }

  public SignInRequirement build() {
    return new SignInRequirement(
        notBefore,
        acrValues,
        essential,
        subject,
        loginHint,
        chooseAccount,
        create,
        uiLocales,
        client);
  }
}
