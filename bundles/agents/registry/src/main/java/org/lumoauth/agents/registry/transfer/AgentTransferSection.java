/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lumoauth.agents.registry.AgentActivationService;
import org.lumoauth.agents.registry.AgentClientIdValidator;
import org.lumoauth.agents.registry.AgentRegistrationService;
import org.lumoauth.agents.registry.AgentRegistryService;
import org.lumoauth.agents.registry.AgentRoleService;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports and imports agents as part of a tenant's document, without their secrets. Retired agents
 * and sub-agents are excluded: parents register their sub-agents again.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=agents"})
public final class AgentTransferSection implements TenantTransferSection {

  private final AgentStore store;
  private final AgentRegistryService directory;
  private final AgentRoleService roles;
  private final UserDirectory users;
  private final AgentImporter imports;

  @Activate
  public AgentTransferSection(
      @Reference AgentStore store,
      @Reference AgentRegistryService directory,
      @Reference AgentRoleService roles,
      @Reference UserDirectory users,
      @Reference AgentRegistrationService registration,
      @Reference AgentActivationService state,
      @Reference AgentClientIdValidator clientIds) {
    this.store = store;
    this.directory = directory;
    this.roles = roles;
    this.users = users;
    this.imports = new AgentImporter(registration, directory, state, roles, users, clientIds);
  }

  @Override
  public int order() {
    return 62; // after roles, users and blueprints
  }

  @Override
  public String area() {
    return "agents";
  }

  @Override
  public String key() {
    return AgentTransferItem.KEY;
  }

  @Override
  public Set<String> atomicMembers() {
    return Set.of("jwks");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var items = new ArrayList<Map<String, Object>>();
    forEachItem(tenant, items::add);
    items.sort(Comparator.comparing(item -> (String) item.get(AgentTransferItem.KEY)));
    return items;
  }

  @Override
  public void forEachItem(TenantContext tenant, Consumer<Map<String, Object>> items) {
    long passed = 0;
    for (int number = 1; ; number++) {
      var page =
          store.list(
              tenant,
              new PageRequest(
                  number, PageRequest.MAX_LIMIT, Optional.empty(), Optional.empty(), false));
      items(tenant, page.items()).forEach(items);
      passed += page.items().size();
      if (page.items().isEmpty() || passed >= page.total()) {
        return;
      }
    }
  }

  private List<Map<String, Object>> items(TenantContext tenant, List<StoredAgent> page) {
    var agents = page.stream().filter(AgentTransferSection::belongs).toList();
    var addresses = addresses(tenant, agents);
    var held = roles.of(tenant, agents.stream().map(StoredAgent::subject).toList());
    return agents.stream()
        .map(
            stored ->
                item(tenant, stored, addresses, held.getOrDefault(stored.subject(), List.of())))
        .map(AgentTransferItem::shown)
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    AgentTransferItem.read(item);
  }

  @Override
  public void checkReferences(
      TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {
    imports.check(tenant, AgentTransferItem.read(item));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var wanted = AgentTransferItem.read(item);
    if (exists) {
      imports.change(tenant, wanted, ChangeAttribution.of(by));
      return Map.of();
    }
    var secret = imports.create(tenant, wanted, ChangeAttribution.of(by));
    return secret.isEmpty() ? Map.of() : Map.of("secret", secret);
  }

  private AgentTransferItem item(
      TenantContext tenant, StoredAgent stored, Map<String, String> addresses, List<RoleRef> held) {
    var agent = stored.agent();
    var details = agent.details();
    return new AgentTransferItem(
        agent.clientId(),
        agent.name(),
        agent.description().orElse(""),
        stored.type(),
        agent.identityType(),
        stored.inherits(),
        agent.capabilities(),
        roles.isPresent()
            ? Optional.of(held.stream().map(RoleRef::slug).sorted().toList())
            : Optional.empty(),
        details.ownerId().map(id -> addresses.getOrDefault(id, "")).orElse(""),
        details.sponsorId().map(id -> addresses.getOrDefault(id, "")).orElse(""),
        details.allowedIps(),
        details.blueprintId().flatMap(id -> directory.findBlueprintName(tenant, id)),
        details.status(),
        stored.kept());
  }

  private Map<String, String> addresses(TenantContext tenant, List<StoredAgent> agents) {
    var ids = new HashSet<String>();
    for (var agent : agents) {
      var details = agent.agent().details();
      Stream.of(details.ownerId(), details.sponsorId()).flatMap(Optional::stream).forEach(ids::add);
    }
    Map<String, String> addresses = new HashMap<>();
    for (User user : users.findAll(tenant, ids)) {
      addresses.put(user.id(), user.email());
    }
    return addresses;
  }

  private static boolean belongs(StoredAgent stored) {
    var details = stored.agent().details();
    return details.status() != AgentStatus.RETIRED && details.parentId().isEmpty();
  }
}
