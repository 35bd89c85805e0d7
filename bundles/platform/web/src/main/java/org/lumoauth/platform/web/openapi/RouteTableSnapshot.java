/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.routing.RouteTarget;

/**
 * The route table at one moment.
 *
 * @param targets the targets that serve the routes
 * @param mark the revision of that moment
 */
record RouteTableSnapshot(List<RouteTarget> targets, RouteSnapshotRevision mark) {

  /**
   * The revision of the table's sources. Two equal revisions mean that the table is unchanged or
   * has changed back: a target that was not ready for a while has the same description afterwards.
   * It references no module classes, so that a stopped module can be unloaded.
   *
   * @param serving the revision of the served routes
   * @param ready which targets are ready
   * @param providers the revision of the providers that extend the descriptions
   */
  record RouteSnapshotRevision(long serving, BitSet ready, long providers) {}

  /**
   * Returns the rows by path and method; two versions of a module have a row each. They are those
   * of the targets that were ready at that moment, even if these have changed since.
   */
  List<RouteTableRow> rows() {
    return mark.ready().stream()
        .mapToObj(targets::get)
        .flatMap(target -> target.operations().stream().map(o -> row(target, o)))
        .sorted(
            Comparator.comparing(RouteTableRow::path)
                .thenComparing(RouteTableRow::method)
                .thenComparing(RouteTableRow::version))
        .toList();
  }

  private static RouteTableRow row(RouteTarget target, RouteOperation operation) {
    return new RouteTableRow(
        operation.method(),
        operation.path(),
        operation.guard().toString(),
        target.owner().module(),
        target.owner().version().toString(),
        operation.summary(),
        operation.signature());
  }
}
