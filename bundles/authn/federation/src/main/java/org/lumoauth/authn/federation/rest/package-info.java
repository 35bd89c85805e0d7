/** The admin API of identity providers, and of who of them is whom. */
package org.lumoauth.authn.federation.rest;
