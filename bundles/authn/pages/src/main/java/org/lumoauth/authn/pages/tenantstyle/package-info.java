/** A tenant's custom style sheet and HTML on its pages, restricted to allowed content. */
package org.lumoauth.authn.pages.tenantstyle;
