/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.DirectoryServiceLookup;

/** Shared functions of the directory's export sections. */
final class DirectoryTransferSectionSupport {
  private DirectoryTransferSectionSupport() {}

  /** Returns the items of all pages. */
  static <T> List<T> all(Function<PageRequest, Page<T>> pages) {
    var items = new ArrayList<T>();
    forEachPage(Optional.empty(), pages, items::addAll);
    return items;
  }

  /** Passes each page to the consumer. */
  static <T> void forEachPage(
      Optional<String> sortBy, Function<PageRequest, Page<T>> pages, Consumer<List<T>> consumer) {
    long passed = 0;
    for (int number = 1; ; number++) {
      var page =
          pages.apply(
              new PageRequest(number, PageRequest.MAX_LIMIT, Optional.empty(), sortBy, false));
      if (!page.items().isEmpty()) {
        consumer.accept(page.items());
      }
      passed += page.items().size();
      if (passed >= page.total() || page.items().isEmpty()) {
        return;
      }
    }
  }

  /** Returns the slugs of the roles assigned directly to each user or group. */
  static Map<SubjectRef, List<String>> roles(
      DirectoryServiceLookup neighbours, TenantContext tenant, List<SubjectRef> holders) {
    if (holders.isEmpty()) {
      return Map.of();
    }
    return neighbours.roles().rolesOf(tenant, holders).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().stream().map(RoleRef::slug).sorted().toList()));
  }

  /** Returns names of items that the import does not create. */
  static List<String> others(List<String> named, String section, PlannedImportItemLookup plan) {
    return named.stream().filter(name -> !plan.creates(section, name)).toList();
  }
}
