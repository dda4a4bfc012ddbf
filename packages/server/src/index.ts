/** The public surface of `valetkey`: what a configuration file imports. */
export { defineConfig } from './config.ts';
export type {
  BrandingConfig,
  LoginConfig,
  ProviderConfig,
  ScopeConfig,
  Texts,
  ValetkeyConfig,
} from './config-types.ts';
