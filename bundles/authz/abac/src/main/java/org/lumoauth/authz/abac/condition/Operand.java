package org.lumoauth.authz.abac.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What an attribute is compared with. */
sealed interface Operand {

  /** The value; null if an attribute that it needs is missing. */
  Object value(Attributes attributes);

  void mentioned(Consumer<AttributePath> to);

  /** A value that the policy gives. */
  record Constant(Object given) implements Operand {
    @Override
    public Object value(Attributes attributes) {
      return given;
    }

    @Override
    public void mentioned(Consumer<AttributePath> to) {
      // Nothing is mentioned.
    }
  }

  /** Another attribute, as {@code $resource.owner_id}. */
  record Reference(AttributePath path) implements Operand {
    @Override
    public Object value(Attributes attributes) {
      return attributes.value(path);
    }

    @Override
    public void mentioned(Consumer<AttributePath> to) {
      to.accept(path);
    }
  }

  /** A list in which there are references. */
  record Mixed(List<Operand> items) implements Operand {
    public Mixed {
      items = List.copyOf(items);
    }

    @Override
    public Object value(Attributes attributes) {
      var values = new ArrayList<Object>(items.size());
      for (Operand item : items) {
        var value = item.value(attributes);
        if (value == null) {
          return null;
        }
        values.add(value);
      }
      return values;
    }

    @Override
    public void mentioned(Consumer<AttributePath> to) {
      items.forEach(item -> item.mentioned(to));
    }
  }
}
