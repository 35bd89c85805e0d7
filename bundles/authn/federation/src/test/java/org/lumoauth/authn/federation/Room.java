package org.lumoauth.authn.federation;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.link.Identities;
import org.lumoauth.authn.federation.link.LinkEnds;
import org.lumoauth.authn.federation.link.LinkStore;
import org.lumoauth.authn.federation.provider.Connectors;
import org.lumoauth.authn.federation.provider.DefaultRoles;
import org.lumoauth.authn.federation.provider.FederationSettings;
import org.lumoauth.authn.federation.provider.OpenProviders;
import org.lumoauth.authn.federation.provider.ProviderForm;
import org.lumoauth.authn.federation.provider.ProviderMemory;
import org.lumoauth.authn.federation.provider.ProviderStore;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviders;
import org.lumoauth.authn.federation.provider.Soundness;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRoleAssignments;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSignIn;
import org.lumoauth.testkit.fake.FakeUserDirectory;
import org.lumoauth.testkit.fake.FakeUserProfiles;

/** The bundle on a database, between fakes. */
public final class Room {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final Initiator ADMIN = Initiator.server("test");

  /** Whoever may give roles. */
  public static final Runnable MAY = () -> {};

  /** Whoever may not. */
  public static final Runnable MAY_NOT =
      () -> {
        throw new Problem(403, "insufficient_permissions", "It takes the permission.");
      };

  public static final String SECRET = "s3cret-of-google";

  public final StubConnector connector = new StubConnector();
  public final FakeProviderRegistry registry =
      new FakeProviderRegistry().with(FederationConnector.class, "stub", connector);
  public final FakeSecretVault vault = new FakeSecretVault();
  public final FakeDomainEvents events = new FakeDomainEvents();
  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeUserProfiles profiles = new FakeUserProfiles();
  public final FakeRoleAssignments roleAssignments =
      new FakeRoleAssignments().withRole(ACME, new RoleRef("rol_1", "Guest", "guest"));
  public final FakeSettingsStore settings =
      new FakeSettingsStore().with(FederationSettings.SECTION, new FederationSettings());
  public final FakeShortLivedStore shortLived = new FakeShortLivedStore(InstantSource.system());
  public final FakeSessions sessions = new FakeSessions(InstantSource.system());
  public final FakeSignIn signIn = new FakeSignIn();
  public final FakePages pages = new FakePages();
  public final FederationUnit unit;
  public final ProviderStore store;
  public final LinkStore links;
  public final ProviderMemory memory;
  public final Connectors connectors = new Connectors(registry);
  public final DefaultRoles roles = new DefaultRoles();
  public final SocialProviders providers;
  public final Soundness soundness = new Soundness(connectors, new NobodyInside());
  public final OpenProviders open;
  public final Identities identities;

  public Room(TestDatabase database) {
    unit = new FederationUnit(database.open(FederationUnit.DEFINITION));
    store = new ProviderStore(unit, vault);
    links = new LinkStore(unit);
    memory = new ProviderMemory(store);
    roles.assignments = roleAssignments;
    providers =
        new SocialProviders(store, memory, links, connectors, roles, soundness, events, log);
    open = new OpenProviders(memory, connectors, settings);
    identities = new Identities(links, users, log);
    events.tell(memory);
    events.tell(new LinkEnds(links));
  }

  /** Sets Google up, with more than it needs. */
  public SocialProvider google(Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("clientId", "us");
    body.put("clientSecret", SECRET);
    body.putAll(more);
    return providers.create(ACME, "google", new ProviderForm(body), MAY, ADMIN);
  }

  public SocialProvider change(Map<String, Object> body) {
    return providers.change(ACME, "google", new ProviderForm(body), MAY, ADMIN);
  }

  public User user(String id, String email, boolean verified) {
    var user =
        new User(
            id,
            email,
            Optional.empty(),
            Optional.empty(),
            verified,
            true,
            false,
            Instant.EPOCH.plusSeconds(1));
    users.with(ACME, user);
    return user;
  }

  /** A user signs in by a password too. */
  public void passwordOf(String userId) {
    registry.with(AuthenticationMethod.class, "password", new StubMethod(userId));
  }

  public static SubjectRef ref(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }

  /** Sends a request to an endpoint. */
  public static FakeExchange send(HotEndpoint endpoint, FakeExchange exchange) {
    try {
      endpoint.handle(exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchange;
  }

  /** A way out on which one address inside is refused. */
  private static final class NobodyInside implements OutboundHttp {
    @Override
    public OutboundResponse send(OutboundRequest request) throws OutboundException {
      throw new OutboundException("nobody is there", false);
    }

    @Override
    public void check(URI uri) throws OutboundException {
      if ("10.0.0.1".equals(uri.getHost())) {
        throw new OutboundException("inside", true);
      }
    }
  }
}
