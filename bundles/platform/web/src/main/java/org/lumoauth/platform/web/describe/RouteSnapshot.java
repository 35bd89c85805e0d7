package org.lumoauth.platform.web.describe;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.routing.RouteTarget;

/**
 * The route table at one moment.
 *
 * @param targets who serves the routes
 * @param mark says which moment that was
 */
record RouteSnapshot(List<RouteTarget> targets, RouteSnapshotRevision mark) {

  /**
   * What the table is made from. Between two that are equal nothing has changed, or it has changed
   * back: a target that was not ready for a while tells the same of itself afterwards. It holds
   * nothing of a module that may be gone.
   *
   * @param serving the revision of who serves
   * @param ready which of them answer
   * @param providers the revision of whoever adds to what they tell
   */
  record RouteSnapshotRevision(long serving, BitSet ready, long providers) {}

  /**
   * The rows by path and method; two versions of a module have a row each. They are those of the
   * targets that were ready then, whatever became of these since.
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
