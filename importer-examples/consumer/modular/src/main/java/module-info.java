/** An application that is a module. */
module org.example.modular {
  requires dev.importer;

  opens org.example.modular to dev.importer;
}
