package org.lumoauth.platform.web.description;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation takes: on the class of a hot endpoint, or on a JAX-RS method whose body is a
 * map or is read past JAX-RS. Who changes what is read changes it here: it stands where it is read.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ApiRequestParameters.ApiRequestParametersContainer.class)
public @interface ApiRequestParameters {

  /**
   * Service property of a provider (a grant, a way to authenticate clients): the parameters that it
   * reads, each its name, a space and a few words; behind the name may stand what it can be: {@code
   * display=page|popup How it is shown}. The endpoints that name its kind in {@link #ofKinds} take
   * them while it is there.
   */
  String PARAMETERS = "lumoauth.web.parameters";

  /** In what the members come. */
  enum ParameterEncoding {
    /** {@code application/json}. */
    JSON,
    /** {@code application/x-www-form-urlencoded}; in the query of a {@code GET}. */
    FORM,
    /** One or the other. */
    FORM_OR_JSON,
    /** The query, whatever the method. */
    QUERY,
    /** Headers. */
    HEADERS
  }

  /**
   * The methods or whole routes of a hot endpoint that it is said of: {@code POST}, or {@code POST
   * ~/oauth/token}. None: of all but {@code OPTIONS}.
   */
  String[] on() default {};

  /** In what they come. */
  ParameterEncoding encoding() default ParameterEncoding.JSON;

  /** The record that a JSON body is read into, which names its members. */
  Class<?> value() default Void.class;

  /** Members that no record names. */
  SchemaProperty[] members() default {};

  /** The kinds of providers whose {@link #PARAMETERS} it takes too. */
  String[] ofKinds() default {};

  /** Whether the body may be absent. */
  boolean optional() default false;

  /** Several. */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface ApiRequestParametersContainer {

    /** The several. */
    ApiRequestParameters[] value();
  }
}
