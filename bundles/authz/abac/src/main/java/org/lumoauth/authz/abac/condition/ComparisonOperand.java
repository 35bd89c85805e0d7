package org.lumoauth.authz.abac.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What an attribute is compared with. */
sealed interface ComparisonOperand {

  /** The value; null if an attribute that it needs is missing. */
  Object value(AttributeLookup attributes);

  void collectPaths(Consumer<AttributePath> to);

  /** A value that the policy gives. */
  record ConstantOperand(Object given) implements ComparisonOperand {
    @Override
    public Object value(AttributeLookup attributes) {
      return given;
    }

    @Override
    public void collectPaths(Consumer<AttributePath> to) {
      // Nothing is mentioned.
    }
  }

  /** Another attribute, as {@code $resource.owner_id}. */
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

  /** A list in which there are references. */
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
