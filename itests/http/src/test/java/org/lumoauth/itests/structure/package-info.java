/** The rules of the house, checked on the bundles as they are shipped. */
package org.lumoauth.itests.structure;
