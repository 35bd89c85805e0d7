/** A tenant's own style sheet and HTML on its pages, as far as they are let in. */
package org.lumoauth.authn.pages.tenantstyle;
