/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.request.AgentPlatform;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the person that an agent acts for, the person's identifier at each resource, and their
 * consents.
 */
@Component(service = AgentPersonBindingStore.class)
public final class AgentPersonBindingStore {

  private static final String BINDING = "binding";
  private static final String AGENT = "agent";
  private static final String PLATFORM = "platform";
  private static final String DEVICE = "device";
  private static final String CONSENT = "consent";
  private static final String PURPOSE = "aauth-person-subject";

  private final PersonServerRecordStore records;
  private final SubjectDirectory subjects;
  private final SecretProtectionService vault;

  @Activate
  public AgentPersonBindingStore(
      @Reference PersonServerRecordStore records,
      @Reference SubjectDirectory subjects,
      @Reference SecretProtectionService vault) {
    this.records = records;
    this.subjects = subjects;
    this.vault = vault;
  }

  /** Returns the person that an agent acts for, if the person may act. */
  public Optional<String> findSubject(TenantContext tenant, String provider, String agent) {
    return records
        .find(tenant.id(), BINDING, RecordKeyHash.of(provider, agent), agent)
        .map(stored -> (String) stored.content().get("user"))
        .filter(user -> mayAct(tenant, user));
  }

  private boolean mayAct(TenantContext tenant, String user) {
    return subjects.status(tenant, new SubjectRef(SubjectRef.USER, user)) == SubjectStatus.ENABLED;
  }

  /**
   * An agent that acts for a person.
   *
   * @param id the id
   * @param since since when it acts for the person
   * @param runsOn the platform that it reported at that time
   */
  public record AgentSubjectBinding(
      String id, String user, String provider, String agent, Instant since, AgentPlatform runsOn) {}

  /**
   * Binds an agent to a person; an existing binding does not change.
   *
   * @param runsOn the platform that the agent reports
   * @return whether it now acts for this person
   */
  public boolean bind(
      TenantContext tenant, String provider, String agent, String user, AgentPlatform runsOn) {
    String key = RecordKeyHash.of(provider, agent);
    records.add(tenant.id(), BINDING, key, agent, Map.of("user", user));
    boolean mine =
        records
            .find(tenant.id(), BINDING, key, agent)
            .filter(stored -> user.equals(stored.content().get("user")))
            .isPresent();
    if (mine) {
      Map<String, Object> content = new HashMap<>();
      content.put("provider", provider);
      content.put("agent", agent);
      content.put(PLATFORM, runsOn.platform());
      content.put(DEVICE, runsOn.device());
      records.add(tenant.id(), AGENT, key, user, content);
    }
    return mine;
  }

  /** Returns the agents that act for a person, newest first. */
  public List<AgentSubjectBinding> listAgents(TenantContext tenant, String user) {
    return records.list(tenant.id(), AGENT, user).stream()
        .map(AgentPersonBindingStore::bound)
        .toList();
  }

  /** Returns a page of the agents that act for one person, or for all people. */
  public Page<AgentSubjectBinding> listAgents(
      TenantContext tenant, Optional<String> user, PageRequest page) {
    if (user.isPresent()) {
      List<AgentSubjectBinding> all = listAgents(tenant, user.get());
      List<AgentSubjectBinding> shown =
          all.stream().skip(page.offset()).limit(page.limit()).toList();
      return new Page<>(shown, all.size(), page);
    }
    List<AgentSubjectBinding> shown =
        records.page(tenant.id(), AGENT, page.offset(), page.limit()).stream()
            .map(AgentPersonBindingStore::bound)
            .toList();
    return new Page<>(shown, records.count(tenant.id(), AGENT), page);
  }

  /** Returns the agent with this id. */
  public Optional<AgentSubjectBinding> findAgent(TenantContext tenant, String id) {
    return records.listByKey(tenant.id(), AGENT, id).stream()
        .findFirst()
        .map(AgentPersonBindingStore::bound);
  }

  /**
   * A stored consent for an agent at a resource.
   *
   * @param via the resources of the call chain; empty if the agent calls directly
   * @param scope the scope; empty if the agent may only identify the person
   */
  public record StoredResourceConsent(String resource, String via, Set<String> scope) {}

  /** Returns a person's consents to an agent, by resource. */
  public List<StoredResourceConsent> listResourceConsents(
      TenantContext tenant, String agent, String user) {
    return records.list(tenant.id(), CONSENT, user).stream()
        .map(consent -> consent.stored().content())
        .filter(content -> agent.equals(content.get("agent")))
        .map(
            content ->
                new StoredResourceConsent(
                    String.valueOf(content.get("resource")),
                    String.valueOf(content.getOrDefault("via", "")),
                    texts(content.get("scope"))))
        .sorted(
            Comparator.comparing(StoredResourceConsent::resource)
                .thenComparing(StoredResourceConsent::via))
        .toList();
  }

  /**
   * Removes a person's consents to an agent. The binding is removed last, so that an interrupted
   * call can be repeated.
   */
  public void unbind(TenantContext tenant, String id, String provider, String agent, String user) {
    records.remove(tenant.id(), BINDING, RecordKeyHash.of(provider, agent), agent);
    for (StoredResourceConsent let : listResourceConsents(tenant, agent, user)) {
      String key = consent(new ConsentActorChain(agent, let.via()), user, let.resource());
      records.remove(tenant.id(), CONSENT, key, user);
    }
    records.remove(tenant.id(), AGENT, id, user);
  }

  private static AgentSubjectBinding bound(PersonServerRecordStore.RecordListItem listed) {
    Map<String, Object> content = listed.stored().content();
    return new AgentSubjectBinding(
        listed.key(),
        listed.owner(),
        String.valueOf(content.get("provider")),
        String.valueOf(content.get("agent")),
        listed.createdAt(),
        new AgentPlatform(
            String.valueOf(
                content.getOrDefault(PLATFORM, "")), // stored by a version without this value
            String.valueOf(content.getOrDefault(DEVICE, ""))));
  }

  /**
   * Returns the scope that a person allowed at a resource; empty if there is no consent, not even
   * to be identified.
   */
  public Optional<Set<String>> findAllowedScope(
      TenantContext tenant, ConsentActorChain actor, String user, String resource) {
    return records
        .find(tenant.id(), CONSENT, consent(actor, user, resource), user)
        .map(stored -> stored.content().get("scope"))
        .map(AgentPersonBindingStore::texts);
  }

  /** Extends a person's consent to an agent at a resource. */
  public void allow(
      TenantContext tenant,
      ConsentActorChain actor,
      String user,
      String resource,
      Set<String> scope) {
    while (!added(tenant, actor, user, resource, scope)) {
      // extended concurrently, so retry without losing the other change
    }
  }

  private boolean added(
      TenantContext tenant,
      ConsentActorChain actor,
      String user,
      String resource,
      Set<String> scope) {
    String key = consent(actor, user, resource);
    var was = records.find(tenant.id(), CONSENT, key, user);
    Set<String> all = new TreeSet<>(scope);
    was.map(stored -> texts(stored.content().get("scope"))).ifPresent(all::addAll);
    Map<String, Object> content = new HashMap<>();
    content.put("agent", actor.agent());
    content.put("resource", resource);
    content.put("scope", List.copyOf(all));
    if (!actor.via().isEmpty()) {
      content.put("via", actor.via());
    }
    return was.isEmpty()
        ? records.add(tenant.id(), CONSENT, key, user, content)
        : records.replace(tenant.id(), CONSENT, key, user, was.get(), content);
  }

  /**
   * Returns the person's identifier at a resource, different at each (AAuth draft, section Directed
   * Identifiers).
   */
  public String directedIdentifier(TenantContext tenant, String user, String resource) {
    byte[] hash = vault.hash(PURPOSE, tenant.id() + "\n" + user + "\n" + resource);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static Set<String> texts(Object value) {
    Set<String> texts = new TreeSet<>();
    if (value instanceof List<?> list) {
      list.forEach(text -> texts.add(String.valueOf(text)));
    }
    return texts;
  }

  private static String consent(ConsentActorChain actor, String user, String resource) {
    return actor.via().isEmpty()
        ? RecordKeyHash.of(actor.agent(), user, resource)
        : RecordKeyHash.of(actor.agent(), user, resource, actor.via());
  }
}
