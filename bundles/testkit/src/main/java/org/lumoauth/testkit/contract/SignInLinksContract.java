package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.SignInLinks;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link SignInLinks} does. */
public abstract class SignInLinksContract {

  /** RFC 3986 section 3.3, absolute and no authority. */
  private static final String PATH =
      "/[A-Za-z0-9._~!$&'()*+,;=:@%-][A-Za-z0-9._~!$&'()*+,;=:@%/-]*";

  /** The provider. */
  protected abstract SignInLinks links();

  /** A tenant for which there is a page to register on, or for who forgot how to sign in. */
  protected abstract TenantContext tenant();

  /** A tenant in which nobody can register. */
  protected abstract TenantContext closed();

  @Test
  void leadsSomewhere() {
    assertFalse(paths(tenant()).isEmpty());
  }

  @Test
  void leadsNowhereWhereNobodyCanRegister() {
    assertEquals(Optional.empty(), links().registration(closed()));
  }

  @Test
  void namesPathsThatLeaveRoomForAParameter() {
    for (TenantContext tenant : List.of(tenant(), closed(), Hostile.stranger())) {
      paths(tenant).forEach(path -> assertTrue(path.matches(PATH), path));
    }
  }

  @Test
  void namesPagesOfTheTenantAlone() {
    for (TenantContext tenant : List.of(tenant(), closed(), Hostile.stranger())) {
      var base = URI.create(TenantPages.base(tenant));
      for (String path : paths(tenant)) {
        TenantPages.assertOf(tenant, base.resolve(path).toString());
      }
    }
  }

  @Test
  void tellsManyThreadsTheSame() {
    Load.assertSameFromManyThreads(paths(tenant()), () -> paths(tenant()));
  }

  private List<String> paths(TenantContext tenant) {
    return Stream.of(links().registration(tenant), links().recovery(tenant))
        .flatMap(Optional::stream)
        .toList();
  }
}
