/** The admin API of identity providers and linked identities. */
package org.lumoauth.authn.federation.rest;
