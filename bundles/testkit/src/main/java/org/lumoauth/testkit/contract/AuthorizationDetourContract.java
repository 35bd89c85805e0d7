package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.AuthorizationDetour;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.Builders;

/** What every {@link AuthorizationDetour} does. */
public abstract class AuthorizationDetourContract {

  private static final Set<String> PLAIN = Set.of("contract.read", "contract.write");

  /** The provider. */
  protected abstract AuthorizationDetour detour();

  /** A tenant. */
  protected abstract TenantContext tenant();

  /** A client that gets no code. */
  protected abstract Client detoured();

  @Test
  void leadsItsClientsElsewhere() {
    assertTrue(instead(PLAIN).isPresent());
    assertTrue(instead(Set.of()).isPresent());
  }

  @Test
  void leavesOtherClientsAlone() {
    for (Client other : List.of(Builders.aClient().build(), Builders.aPublicClient().build())) {
      assertEquals(Optional.empty(), detour().instead(tenant(), other, PLAIN));
    }
  }

  @Test
  void leadsToAPageOfTheTenant() {
    TenantPages.assertOf(tenant(), page(PLAIN));
    detour()
        .instead(Hostile.stranger(), detoured(), PLAIN)
        .ifPresent(page -> TenantPages.assertOf(Hostile.stranger(), page.toString()));
  }

  @Test
  void takesAnyTextForAScope() {
    for (String scope : Hostile.identifiers()) {
      TenantPages.assertOf(tenant(), page(Set.of(scope)));
    }
  }

  @Test
  void letsNoScopeAddAParameter() {
    var names = names(page(PLAIN));
    for (String scope : List.of("a&agent=other", "a#b", "a=b;c=d", "a+b%26c=d", "a\r\nb: c")) {
      assertEquals(names, names(page(Set.of(scope))), scope);
    }
  }

  @Test
  void leadsToTheSamePageInWhateverOrderScopesAreAskedFor() {
    var forwards = new LinkedHashSet<>(List.of("contract.read", "contract.write", "contract.x"));
    var backwards = new LinkedHashSet<>(List.of("contract.x", "contract.write", "contract.read"));

    assertEquals(instead(forwards), instead(backwards));
  }

  @Test
  void leadsManyThreadsAlike() {
    Load.assertSameFromManyThreads(instead(PLAIN), () -> instead(PLAIN));
  }

  private Optional<URI> instead(Set<String> scope) {
    return detour().instead(tenant(), detoured(), scope);
  }

  private String page(Set<String> scope) {
    return instead(scope).orElseThrow().toString();
  }

  private static List<String> names(String page) {
    var query = Optional.ofNullable(URI.create(page).getRawQuery()).orElse("");
    return Arrays.stream(query.split("[&;]")).map(pair -> pair.replaceFirst("=.*", "")).toList();
  }
}
