package org.lumoauth.platform.web.describe;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Target;

/**
 * The route table at one moment.
 *
 * @param targets who serves the routes
 * @param mark says which moment that was
 */
record RoutesNow(List<Target> targets, Mark mark) {

  /**
   * What the table is made from. Between two that are equal nothing has changed, or it has changed
   * back: a target that was not ready for a while tells the same of itself afterwards. It holds
   * nothing of a module that may be gone.
   *
   * @param serving the revision of who serves
   * @param ready which of them answer
   * @param providers the revision of whoever adds to what they tell
   */
  record Mark(long serving, BitSet ready, long providers) {}

  /**
   * The rows by path and method; two versions of a module have a row each. They are those of the
   * targets that were ready then, whatever became of these since.
   */
  List<RouteRow> rows() {
    return mark.ready().stream()
        .mapToObj(targets::get)
        .flatMap(target -> target.operations().stream().map(o -> row(target, o)))
        .sorted(
            Comparator.comparing(RouteRow::path)
                .thenComparing(RouteRow::method)
                .thenComparing(RouteRow::version))
        .toList();
  }

  private static RouteRow row(Target target, Operation operation) {
    return new RouteRow(
        operation.method(),
        operation.path(),
        operation.guard().toString(),
        target.owner().module(),
        target.owner().version().toString(),
        operation.summary(),
        operation.signature());
  }
}
