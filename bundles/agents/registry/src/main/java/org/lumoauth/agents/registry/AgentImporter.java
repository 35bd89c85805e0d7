package org.lumoauth.agents.registry;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.agent.AgentDetails;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Brings agents to what a document says. A new one may act only once all the rest is as it says.
 */
@Component(service = AgentImporter.class)
public final class AgentImporter {

  private final AgentRegistrationService registration;
  private final AgentRegistryService directory;
  private final AgentActivationService state;
  private final AgentRoleService roles;
  private final UserDirectory users;
  private final AgentClientIdValidator clientIds;

  @Activate
  public AgentImporter(
      @Reference AgentRegistrationService registration,
      @Reference AgentRegistryService directory,
      @Reference AgentActivationService state,
      @Reference AgentRoleService roles,
      @Reference UserDirectory users,
      @Reference AgentClientIdValidator clientIds) {
    this.registration = registration;
    this.directory = directory;
    this.state = state;
    this.roles = roles;
    this.users = users;
    this.clientIds = clientIds;
  }

  /**
   * Registers an agent with the client id of the document.
   *
   * @return its secret or API key, this once; empty if it has none
   * @throws ApiException 409 {@code duplicate_resource} if a client or another agent has the id,
   *     422
   */
  String create(TenantContext tenant, AgentExportItem wanted, ChangeAttribution by) {
    var clientId = clientIds.requireAvailable(tenant, AgentExportItem.KEY, wanted.clientId());
    var asked =
        new NewAgent(
            wanted.name(),
            Optional.of(wanted.description()),
            wanted.capabilities(),
            wanted.roles().orElse(List.of()),
            wanted.identityType(),
            new AgentDetails(
                AgentStatus.PENDING,
                user(tenant, "owner", wanted.owner()),
                user(tenant, "sponsor", wanted.sponsor()),
                wanted.allowedIps(),
                Optional.empty(),
                wanted.blueprint().map(name -> blueprint(tenant, name))));
    var made = registration.register(tenant, clientId, asked, wanted.type(), wanted.keys(), by);
    var agent = directory.require(tenant, made.agent().id());
    if (agent.inherits() && !wanted.inherits()) { // none of its own, and not all of the blueprint
      agent =
          directory.update(tenant, agent.agent().id(), AgentUpdate.ofCapabilities(List.of()), by);
    }
    bring(tenant, agent, wanted.status(), by);
    return made.clientSecret();
  }

  /**
   * Changes an agent.
   *
   * @throws ApiException 422 for what can be said at registration only
   */
  void change(TenantContext tenant, AgentExportItem wanted, ChangeAttribution by) {
    var was = directory.require(tenant, wanted.clientId());
    check(was, wanted);
    requireSame(
        "blueprint",
        was.agent().details().blueprintId(),
        wanted.blueprint().map(name -> blueprint(tenant, name)));
    if (wanted.status() == AgentStatus.SUSPENDED) { // before it gets anything more
      bring(tenant, was, wanted.status(), by);
    }
    var now =
        directory.update(
            tenant,
            was.agent().id(),
            new AgentUpdate(
                Optional.of(wanted.name()),
                Optional.of(wanted.description()),
                wanted.inherits()
                    ? Optional.empty()
                    : Optional.of(List.copyOf(wanted.capabilities())),
                wanted.roles().filter(held -> roles.differ(tenant, was.subject(), held)),
                Optional.of(user(tenant, "owner", wanted.owner()).orElse("")),
                Optional.of(user(tenant, "sponsor", wanted.sponsor()).orElse("")),
                Optional.of(wanted.allowedIps()),
                Optional.empty()),
            by);
    bring(tenant, now, wanted.status(), by);
  }

  /**
   * Refuses what creating or changing an agent would, as far as that can be told before what the
   * document names is there.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  void check(TenantContext tenant, AgentExportItem wanted) {
    directory
        .findByClient(tenant, wanted.clientId())
        .ifPresentOrElse(
            there -> check(directory.require(tenant, there.id()), wanted),
            () -> wanted.type().ifPresent(AgentRegistrationService::checkedType));
  }

  private static void check(StoredAgent was, AgentExportItem wanted) {
    requireSame("type", was.type(), wanted.type());
    requireSame("identityType", was.agent().identityType(), wanted.identityType());
    requireSame("inheritsCapabilities", was.inherits() || !wanted.inherits(), true);
    requireSame("jwks", was.kept().jwks(), wanted.keys().jwks());
    requireSame("jwksUri", was.kept().jwksUri(), wanted.keys().jwksUri());
    if (wanted.status() == AgentStatus.PENDING && status(was) != AgentStatus.PENDING) {
      throw ApiException.invalid("status", "The agent was let in already.");
    }
  }

  private void bring(
      TenantContext tenant, StoredAgent agent, AgentStatus wanted, ChangeAttribution by) {
    if (wanted == status(agent)) {
      return;
    }
    if (wanted == AgentStatus.ACTIVE) {
      state.enable(tenant, agent.agent().id(), by);
    } else if (wanted == AgentStatus.SUSPENDED) {
      state.disable(tenant, agent.agent().id(), by);
    }
  }

  private static AgentStatus status(StoredAgent agent) {
    return agent.agent().details().status();
  }

  private Optional<String> user(TenantContext tenant, String member, String address) {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        users
            .find(tenant, address)
            .map(User::id)
            .orElseThrow(() -> ApiException.invalid(member, "There is no such user here.")));
  }

  private String blueprint(TenantContext tenant, String name) {
    return directory
        .findBlueprintIdByName(tenant, name)
        .orElseThrow(() -> ApiException.invalid("blueprint", "There is no such blueprint here."));
  }

  private static void requireSame(String member, Object was, Object wanted) {
    if (!Objects.equals(was, wanted)) {
      throw ApiException.invalid(member, member + " can be said at registration only.");
    }
  }
}
