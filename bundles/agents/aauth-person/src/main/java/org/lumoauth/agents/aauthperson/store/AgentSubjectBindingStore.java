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
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Which person an agent acts for, under which name each resource knows them, and what they allowed.
 */
@Component(service = AgentSubjectBindingStore.class)
public final class AgentSubjectBindingStore {

  private static final String BINDING = "binding";
  private static final String AGENT = "agent";
  private static final String PLATFORM = "platform";
  private static final String DEVICE = "device";
  private static final String CONSENT = "consent";
  private static final String PURPOSE = "aauth-person-subject";

  private final PersonServerRecordStore records;
  private final SubjectDirectory subjects;
  private final SecretVault vault;

  @Activate
  public AgentSubjectBindingStore(
      @Reference PersonServerRecordStore records,
      @Reference SubjectDirectory subjects,
      @Reference SecretVault vault) {
    this.records = records;
    this.subjects = subjects;
    this.vault = vault;
  }

  /** The person that an agent acts for, if there is one who may act. */
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
   * @param id names it
   * @param since since when it does
   * @param runsOn where it said then that it runs
   */
  public record AgentSubjectBinding(
      String id, String user, String provider, String agent, Instant since, AgentPlatform runsOn) {}

  /**
   * Binds an agent to a person; one that is bound stays with whom it is bound to.
   *
   * @param runsOn where it says that it runs
   * @return whether it acts for this person now
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

  /** The agents that act for a person, the newest first. */
  public List<AgentSubjectBinding> listAgents(TenantContext tenant, String user) {
    return records.list(tenant.id(), AGENT, user).stream()
        .map(AgentSubjectBindingStore::bound)
        .toList();
  }

  /** A page of the agents that act for a person, or for anybody. */
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
            .map(AgentSubjectBindingStore::bound)
            .toList();
    return new Page<>(shown, records.count(tenant.id(), AGENT), page);
  }

  /** The agent with this id. */
  public Optional<AgentSubjectBinding> findAgent(TenantContext tenant, String id) {
    return records.listByKey(tenant.id(), AGENT, id).stream()
        .findFirst()
        .map(AgentSubjectBindingStore::bound);
  }

  /**
   * What an agent may do for a person at a resource.
   *
   * @param via through which others it goes there; empty if by itself
   * @param scope empty if it may only say whom it acts for
   */
  public record StoredResourceConsent(String resource, String via, Set<String> scope) {}

  /** What an agent may do for a person, by resource. */
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

  /** Ends what an agent may do for a person. Its name goes last, so that this can be done again. */
  public void unbind(TenantContext tenant, String id, String provider, String agent, String user) {
    records.remove(tenant.id(), BINDING, RecordKeyHash.of(provider, agent), agent);
    for (StoredResourceConsent let : listResourceConsents(tenant, agent, user)) {
      String key = consent(new ActorPath(agent, let.via()), user, let.resource());
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
            String.valueOf(content.getOrDefault(PLATFORM, "")), // of a version without it
            String.valueOf(content.getOrDefault(DEVICE, ""))));
  }

  /** What a person let an agent do at a resource; empty if nothing, not even be named. */
  public Optional<Set<String>> findAllowedScope(
      TenantContext tenant, ActorPath actor, String user, String resource) {
    return records
        .find(tenant.id(), CONSENT, consent(actor, user, resource), user)
        .map(stored -> stored.content().get("scope"))
        .map(AgentSubjectBindingStore::texts);
  }

  /** Adds to what a person lets an agent do at a resource. */
  public void allow(
      TenantContext tenant, ActorPath actor, String user, String resource, Set<String> scope) {
    while (!added(tenant, actor, user, resource, scope)) {
      // another added to it meanwhile, which must not be lost
    }
  }

  private boolean added(
      TenantContext tenant, ActorPath actor, String user, String resource, Set<String> scope) {
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

  /** The person's name at a resource: another at each (section Directed Identifiers). */
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

  private static String consent(ActorPath actor, String user, String resource) {
    return actor.via().isEmpty()
        ? RecordKeyHash.of(actor.agent(), user, resource)
        : RecordKeyHash.of(actor.agent(), user, resource, actor.via());
  }
}
