/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.Query;

/** Runs native statements on tables that contain only pairs of ids. */
public final class NativeQueryFactory {
  private NativeQueryFactory() {}

  /** Creates a statement with its values in order. A collection expands one {@code (?)}. */
  public static Query createQuery(EntityManager em, String sql, Object... values) {
    var text = sql;
    var flat = new ArrayList<Object>();
    for (Object value : values) {
      if (value instanceof Collection<?> many) {
        text = text.replaceFirst("\\(\\?\\)", "(" + marks(many.size()) + ")");
        flat.addAll(many);
      } else {
        flat.add(value);
      }
    }
    var query = em.createNativeQuery(text);
    for (int i = 0; i < flat.size(); i++) {
      query.setParameter(i + 1, flat.get(i));
    }
    return query;
  }

  /** Returns the first column as strings. */
  public static List<String> listStrings(Query query) {
    var found = new ArrayList<String>();
    for (Object each : query.getResultList()) {
      found.add((String) (each instanceof Object[] row ? row[0] : each));
    }
    return found;
  }

  private static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
