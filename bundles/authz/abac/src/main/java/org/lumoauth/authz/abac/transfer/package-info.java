/** Attributes and policies in exports of a tenant. */
package org.lumoauth.authz.abac.transfer;
