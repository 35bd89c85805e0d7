package org.lumoauth.platform.health;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the database answers. There is no such check where no data source is published. */
@Component(property = {HealthCheck.NAME + "=database", HealthCheck.TAGS + "=lumoauth"})
public final class DatabaseCheck implements HealthCheck {
  private static final int PATIENCE_SECONDS = 1;

  private final DataSource dataSource;

  @Activate
  public DatabaseCheck(@Reference DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Result execute() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(PATIENCE_SECONDS)
          ? new Result(Result.Status.OK, "the database answers")
          : new Result(Result.Status.CRITICAL, "the connection is not valid");
    } catch (SQLException e) {
      return new Result(Result.Status.CRITICAL, "no connection: SQL state " + e.getSQLState());
    }
  }
}
