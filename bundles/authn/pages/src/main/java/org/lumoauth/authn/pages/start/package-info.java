/**
 * The start pages: of the server at {@code /}, and of each tenant at {@code /t/{slug}/}. Programs
 * receive the same data as JSON.
 */
package org.lumoauth.authn.pages.start;
