/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.directory.rest.user.AdditionalClaimsMapper;
import org.lumoauth.platform.directory.rest.user.LocalizedNamesMapper;
import org.lumoauth.platform.directory.rest.user.UserAddressMapper;
import org.lumoauth.platform.directory.rest.user.UserProfileParser;
import org.lumoauth.platform.directory.role.PrivilegeHolder;
import org.lumoauth.platform.directory.role.RoleAssignmentAdministration;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.lumoauth.platform.directory.user.UserFilter;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Exports and imports users with their groups and directly assigned roles, without passwords. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=users"})
public final class UsersTransferSection implements TenantTransferSection {
  private static final int MAX_ITEMS = 1000;
  private static final int MAX_ID = 255;
  private static final String KEY = "email";
  private static final String BLOCKED = "blocked";
  private static final Set<String> MEMBERS =
      Stream.concat(UserProfileParser.MEMBERS.stream(), Stream.of(BLOCKED))
          .collect(Collectors.toUnmodifiableSet());

  private final UserAdministration users;
  private final GroupAdministration groups;
  private final GroupMembershipAdministration memberships;
  private final RoleAssignmentAdministration held;
  private final DirectoryServiceLookup neighbours;

  @Activate
  public UsersTransferSection(
      @Reference UserAdministration users,
      @Reference GroupAdministration groups,
      @Reference GroupMembershipAdministration memberships,
      @Reference RoleAssignmentAdministration held,
      @Reference DirectoryServiceLookup neighbours) {
    this.users = users;
    this.groups = groups;
    this.memberships = memberships;
    this.held = held;
    this.neighbours = neighbours;
  }

  @Override
  public int order() {
    return 40;
  }

  @Override
  public String area() {
    return "users";
  }

  @Override
  public String key() {
    return KEY;
  }

  /** An address is replaced as a whole: merging parts of two addresses would be wrong. */
  @Override
  public Set<String> atomicMembers() {
    return Set.of(UserAddressMapper.MEMBER, LocalizedNamesMapper.MEMBER);
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var items = new ArrayList<Map<String, Object>>();
    forEachItem(tenant, items::add);
    items.sort(Comparator.comparing(item -> (String) item.get(KEY)));
    return items;
  }

  @Override
  public void forEachItem(TenantContext tenant, Consumer<Map<String, Object>> items) {
    DirectoryTransferSectionSupport.<UserAccount>forEachPage(
        Optional.of(KEY),
        page -> users.list(tenant, UserFilter.ALL, page),
        accounts -> items(tenant, accounts).forEach(items));
  }

  private List<Map<String, Object>> items(TenantContext tenant, List<UserAccount> accounts) {
    var roles =
        DirectoryTransferSectionSupport.roles(
            neighbours, tenant, accounts.stream().map(UserAccount::subject).toList());
    var places = memberships.groupsOf(tenant, accounts);
    return accounts.stream()
        .map(
            user -> {
              var item = item(user.profile());
              item.put(BLOCKED, user.blockedAt().isPresent());
              item.put("roles", roles.getOrDefault(user.subject(), List.of()));
              item.put(
                  "groups",
                  places.getOrDefault(user.id(), List.of()).stream()
                      .map(GroupRef::slug)
                      .sorted()
                      .toList());
              return item;
            })
        .toList();
  }

  @Override
  public void check(Map<String, Object> item) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    UserProfileParser.created(members);
    members.flag(BLOCKED);
    texts(members, "roles");
    texts(members, "groups");
  }

  @Override
  public Optional<String> findConflictingKey(TenantContext tenant, Set<String> keys) {
    return users.findDuplicateEmail(tenant, keys);
  }

  @Override
  public void checkReferences(
      TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    texts(members, "groups")
        .ifPresent(
            slugs -> groups(tenant, DirectoryTransferSectionSupport.others(slugs, "groups", plan)));
    texts(members, "roles")
        .ifPresent(
            roles ->
                held.requireKnown(
                    tenant, DirectoryTransferSectionSupport.others(roles, "roles", plan)));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var members = JsonObjectMemberReader.of(item, MEMBERS);
    var profile = UserProfileParser.created(members);
    var places = texts(members, "groups").map(slugs -> groups(tenant, slugs));
    var barred = members.flag(BLOCKED);
    var user =
        exists
            ? changed(tenant, profile, barred.orElse(false), by)
            : made(tenant, profile, barred.orElse(false), by);
    places
        .filter(wanted -> !ids(wanted).equals(ids(memberships.groupsOf(tenant, user))))
        .ifPresent(wanted -> memberships.replace(tenant, user, wanted, by));
    texts(members, "roles")
        .ifPresent(roles -> held.replace(tenant, PrivilegeHolder.of(user), roles, by));
    if (user.blockedAt().isPresent() && barred.filter(wanted -> !wanted).isPresent()) {
      users.block(tenant, user.id(), false, by); // after everything the user loses
    }
    return Map.of();
  }

  private UserAccount made(
      TenantContext tenant, UserProfile profile, boolean barred, AuditInitiator by) {
    return barred
        ? users.createBlocked(tenant, profile, by)
        : users.create(tenant, profile, Optional.empty(), by);
  }

  /** Blocks the user before the other changes can grant access. */
  private UserAccount changed(
      TenantContext tenant, UserProfile profile, boolean barred, AuditInitiator by) {
    var before = users.get(tenant, profile.email());
    if (barred && before.blockedAt().isEmpty()) {
      users.block(tenant, before.id(), true, by);
    }
    return users.change(tenant, before.id(), OptionalLong.empty(), old -> profile, by);
  }

  private List<UserGroup> groups(TenantContext tenant, List<String> slugs) {
    return slugs.stream()
        .map(
            slug -> {
              try {
                return groups.get(tenant, slug);
              } catch (ApiException e) {
                throw ApiException.invalid(
                    "groups", "The group " + slug + " does not exist in this tenant.");
              }
            })
        .toList();
  }

  private static Optional<List<String>> texts(JsonObjectMemberReader members, String name) {
    return members.textList(name, MAX_ITEMS, MAX_ID);
  }

  private static Set<String> ids(List<UserGroup> some) {
    var ids = new TreeSet<String>();
    some.forEach(group -> ids.add(group.id()));
    return ids;
  }

  private static Map<String, Object> item(UserProfile profile) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("email", profile.email());
    profile.username().ifPresent(text -> item.put("username", text));
    profile.name().ifPresent(text -> item.put("name", text));
    profile.givenName().ifPresent(text -> item.put("givenName", text));
    profile.familyName().ifPresent(text -> item.put("familyName", text));
    profile.picture().ifPresent(text -> item.put("picture", text));
    item.put("emailVerified", profile.emailVerified());
    profile.phoneNumber().ifPresent(text -> item.put("phoneNumber", text));
    item.put("phoneNumberVerified", profile.phoneNumberVerified());
    item.put("isActive", profile.active());
    profile.locale().ifPresent(text -> item.put("locale", text));
    profile.zoneinfo().ifPresent(text -> item.put("zoneinfo", text));
    Optional.ofNullable(UserAddressMapper.shown(profile.address()))
        .ifPresent(address -> item.put(UserAddressMapper.MEMBER, address));
    Optional.ofNullable(LocalizedNamesMapper.shown(profile.localized()))
        .ifPresent(localized -> item.put(LocalizedNamesMapper.MEMBER, localized));
    item.putAll(AdditionalClaimsMapper.shown(profile.further()));
    return item;
  }
}
