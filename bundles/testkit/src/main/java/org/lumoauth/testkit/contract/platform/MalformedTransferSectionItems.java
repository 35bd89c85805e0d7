/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** Items of a tenant document that are almost valid. */
final class MalformedTransferSectionItems {

  private MalformedTransferSectionItems() {}

  /**
   * Returns the item without each of its members, and with each invalid value in its place, also in
   * nested objects.
   */
  static List<Map<String, Object>> of(Map<String, Object> item) {
    var all = new ArrayList<Map<String, Object>>();
    for (var member : item.entrySet()) {
      var without = TransferSectionItems.of(item);
      without.remove(member.getKey());
      all.add(without);
      for (Object other : others(member.getValue())) {
        var broken = TransferSectionItems.of(item);
        broken.put(member.getKey(), other);
        all.add(broken);
      }
    }
    return all;
  }

  private static List<Object> others(Object value) {
    var others = new ArrayList<Object>(HostileIdentifiers.identifiers());
    others.addAll(
        Arrays.asList(
            null,
            true,
            -1,
            Long.MAX_VALUE,
            0.5,
            List.of(),
            Arrays.asList(null, 1),
            List.of("", "", List.of()),
            Map.of(),
            Map.of("", Map.of("", ""))));
    if (value instanceof Map<?, ?> object) {
      others.addAll(of(TransferSectionItems.of(object)));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        for (Object other : others(list.get(i))) {
          var broken = new ArrayList<Object>(list);
          broken.set(i, other);
          others.add(broken);
        }
      }
    }
    return others;
  }
}
