/**
 * Signs people in by identity providers outside: whom a tenant connects with, who of them is whom
 * here, and the way there and back. What a provider speaks is a connector's business.
 */
package org.lumoauth.authn.federation;
