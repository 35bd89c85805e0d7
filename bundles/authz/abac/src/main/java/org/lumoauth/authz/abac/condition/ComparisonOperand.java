/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The operand of a comparison. */
sealed interface ComparisonOperand {

  /** Returns the value; null if a required attribute is missing. */
  Object value(AttributeLookup attributes);

  void collectPaths(Consumer<AttributePath> to);

  /** A constant in the policy. */
  record ConstantOperand(Object given) implements ComparisonOperand {
    @Override
    public Object value(AttributeLookup attributes) {
      return given;
    }

    @Override
    public void collectPaths(Consumer<AttributePath> to) {
      // No attributes.
    }
  }

  /** A reference to another attribute, for example {@code $resource.owner_id}. */
  record AttributeOperand(AttributePath path) implements ComparisonOperand {
    @Override
    public Object value(AttributeLookup attributes) {
      return attributes.value(path);
    }

    @Override
    public void collectPaths(Consumer<AttributePath> to) {
      to.accept(path);
    }
  }

  /** A list that contains references. */
  record ListOperand(List<ComparisonOperand> items) implements ComparisonOperand {
    public ListOperand {
      items = List.copyOf(items);
    }

    @Override
    public Object value(AttributeLookup attributes) {
      var values = new ArrayList<Object>(items.size());
      for (ComparisonOperand item : items) {
        var value = item.value(attributes);
        if (value == null) {
          return null;
        }
        values.add(value);
      }
      return values;
    }

    @Override
    public void collectPaths(Consumer<AttributePath> to) {
      items.forEach(item -> item.collectPaths(to));
    }
  }
}
