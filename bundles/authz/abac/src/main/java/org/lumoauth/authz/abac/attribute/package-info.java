/** What attributes there are: those that are built in, and those that a tenant defines. */
package org.lumoauth.authz.abac.attribute;
