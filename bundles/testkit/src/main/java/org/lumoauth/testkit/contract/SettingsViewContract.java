package org.lumoauth.testkit.contract;

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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.settings.SettingsView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** What every {@link SettingsView} does. */
public abstract class SettingsViewContract {

  private static final Initiator SOMEBODY =
      new Initiator(new SubjectRef(SubjectRef.USER, "usr_contract"), List.of(), Optional.empty());

  /** The provider. */
  protected abstract SettingsView view();

  /** A tenant of which it shows something. */
  protected abstract TenantContext tenant();

  /** A change, of all members. */
  protected abstract Map<String, Object> changed();

  /** Secrets that the tenant has. */
  protected abstract Set<String> secrets();

  @Test
  void showsItsMembersAndNoOthers() {
    assertEquals(view().members(), view().show(tenant()).keySet());
    view().members().forEach(name -> assertTrue(name.matches("[a-z]+(_[a-z]+)*"), name));
  }

  @Test
  void showsNoSecret() {
    var shown = view().show(tenant()).toString();

    secrets().forEach(secret -> assertFalse(shown.contains(secret), shown));
  }

  @Test
  void changesNothingBeforeItIsApplied() {
    var before = view().show(tenant());

    var change = view().change(tenant(), new HashMap<>(changed()), permission -> {}, SOMEBODY);
    assertEquals(before, view().show(tenant()));

    change.apply();
    assertFalse(before.equals(view().show(tenant())), "nothing was changed");
  }

  @Test
  void changesNothingByWhatIsAsItWasShown() {
    var before = view().show(tenant());

    view().change(tenant(), new HashMap<>(before), SettingsViewContract::nothing, SOMEBODY).apply();

    assertEquals(before, view().show(tenant()));
  }

  @Test
  void refusesWhoeverMayNotAndChangesNothing() {
    var before = view().show(tenant());

    assertThrows(
        Problem.class,
        () ->
            view()
                .change(tenant(), new HashMap<>(changed()), SettingsViewContract::nothing, SOMEBODY)
                .apply());
    assertEquals(before, view().show(tenant()));
  }

  @Test
  void refusesByAProblemWhatIsNoValueOfAMember() {
    for (String member : view().members()) {
      for (Object value : List.of("x", 5, List.of(5), List.of(Map.of()), Map.of("x", 5))) {
        Map<String, Object> sent = new HashMap<>(Map.of(member, value));
        var refusal =
            assertThrows(
                Problem.class,
                () -> view().change(tenant(), sent, permission -> {}, SOMEBODY),
                member + " " + value);
        assertEquals(422, refusal.status());
      }
    }
  }

  /** May do nothing. */
  private static void nothing(String permission) {
    throw Problem.forbidden("It takes " + permission + ".");
  }
}
