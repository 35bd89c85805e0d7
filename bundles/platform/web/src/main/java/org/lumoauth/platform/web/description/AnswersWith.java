package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation answers to a request that is good: on the class of a hot endpoint, or on a
 * JAX-RS method that returns a {@code Response}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(AnswersWith.All.class)
public @interface AnswersWith {

  /** As {@link Takes#on}. */
  String[] on() default {};

  /** The status. */
  int status() default 200;

  /** What its JSON is written from; {@code Void}: that is not said. */
  Class<?> value() default Void.class;

  /** Members that no record names. */
  Member[] members() default {};

  /** Several. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {

    /** The several. */
    AnswersWith[] value();
  }
}
