package org.lumoauth.platform.web.describe;

import java.util.Comparator;
import java.util.List;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.routing.Routes;
import org.lumoauth.platform.web.routing.Target;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every operation that the running server answers. */
@Component(service = RouteTable.class)
public final class RouteTable {
  private final Routes routes;

  @Activate
  public RouteTable(@Reference Routes routes) {
    this.routes = routes;
  }

  /** The rows by path and method; two versions of a module have a row each. */
  public List<RouteRow> rows() {
    return routes.targets().stream()
        .filter(Target::ready)
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
