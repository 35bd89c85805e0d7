/** What pages load, and the choice of a language. */
package org.lumoauth.authn.pages.web;
