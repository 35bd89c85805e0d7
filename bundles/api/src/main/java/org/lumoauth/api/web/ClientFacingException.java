package org.lumoauth.api.web;

/**
 * A failure that knows what the caller is told where nobody dealt with it on its way. An exception
 * implements it.
 */
public interface ClientFacingException {

  /** What the caller is told. */
  ApiException toApiException();
}
