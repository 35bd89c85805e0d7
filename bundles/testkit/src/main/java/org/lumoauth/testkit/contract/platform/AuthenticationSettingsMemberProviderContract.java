/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.settings.AuthenticationSettingsMemberProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** The contract of every {@link AuthenticationSettingsMemberProvider}. */
public abstract class AuthenticationSettingsMemberProviderContract {

  private static final AuditInitiator SOMEBODY =
      new AuditInitiator(
          new SubjectRef(SubjectRef.USER, "usr_contract"), List.of(), Optional.empty());

  /** Returns the provider under test. */
  protected abstract AuthenticationSettingsMemberProvider view();

  /** Returns a tenant with values in the view. */
  protected abstract TenantContext tenant();

  /** Returns a change of all members. */
  protected abstract Map<String, Object> changed();

  /** Returns the tenant's secrets. */
  protected abstract Set<String> secrets();

  @Test
  void readsExactlyTheDeclaredMembers() {
    assertEquals(view().members(), view().readMembers(tenant()).keySet());
    view().members().forEach(name -> assertTrue(name.matches("[a-z]+(_[a-z]+)*"), name));
  }

  @Test
  void returnsNoSecret() {
    var shown = view().readMembers(tenant()).toString();

    secrets().forEach(secret -> assertFalse(shown.contains(secret), shown));
  }

  @Test
  void changesNothingBeforeApply() {
    var before = view().readMembers(tenant());

    var change =
        view().prepareChange(tenant(), new HashMap<>(changed()), permission -> {}, SOMEBODY);
    assertEquals(before, view().readMembers(tenant()));

    change.apply();
    assertFalse(before.equals(view().readMembers(tenant())), "the values are unchanged");
  }

  @Test
  void changesNothingIfAllValuesAreEqual() {
    var before = view().readMembers(tenant());

    view()
        .prepareChange(
            tenant(),
            new HashMap<>(before),
            AuthenticationSettingsMemberProviderContract::nothing,
            SOMEBODY)
        .apply();

    assertEquals(before, view().readMembers(tenant()));
  }

  @Test
  void rejectsUnauthorizedCallerWithoutChange() {
    var before = view().readMembers(tenant());

    assertThrows(
        ApiException.class,
        () ->
            view()
                .prepareChange(
                    tenant(),
                    new HashMap<>(changed()),
                    AuthenticationSettingsMemberProviderContract::nothing,
                    SOMEBODY)
                .apply());
    assertEquals(before, view().readMembers(tenant()));
  }

  @Test
  void rejectsInvalidMemberValuesWith422() {
    for (String member : view().members()) {
      for (Object value : List.of("x", 5, List.of(5), List.of(Map.of()), Map.of("x", 5))) {
        Map<String, Object> sent = new HashMap<>(Map.of(member, value));
        var refusal =
            assertThrows(
                ApiException.class,
                () -> view().prepareChange(tenant(), sent, permission -> {}, SOMEBODY),
                member + " " + value);
        assertEquals(422, refusal.status());
      }
    }
  }

  /** Grants no permission. */
  private static void nothing(String permission) {
    throw ApiException.forbidden("It takes " + permission + ".");
  }
}
